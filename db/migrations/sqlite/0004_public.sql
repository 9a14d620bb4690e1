CREATE TABLE `publications` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`region_code` text NOT NULL,
	`region_name` text NOT NULL,
	`run_id` text NOT NULL,
	`note` text,
	`licence` text NOT NULL,
	`valid_from` integer NOT NULL,
	`as_of_year` integer NOT NULL,
	`engine_version` text NOT NULL,
	`simulated` integer NOT NULL,
	`fewest_enterprises` integer NOT NULL,
	`smallest_cell` integer NOT NULL,
	`rounded_to` integer NOT NULL,
	`figures` integer NOT NULL,
	`digest` text NOT NULL,
	`published_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`withdrawn_by` text,
	`withdrawn_at` integer,
	`withdraw_reason` text,
	FOREIGN KEY (`region_code`) REFERENCES `regions`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `publications_valid_idx` ON `publications` (`region_code`,`valid_from`,`id`);--> statement-breakpoint
CREATE INDEX `publications_run_idx` ON `publications` (`run_id`);--> statement-breakpoint
CREATE TABLE `published_figures` (
	`publication_id` text NOT NULL,
	`place` integer NOT NULL,
	`cut` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`level` text,
	`category` text,
	`chains` text NOT NULL,
	`first_year` integer NOT NULL,
	`last_year` integer NOT NULL,
	`band` text,
	`gap_low` integer,
	`gap_high` integer,
	`grade` text,
	`flag` text,
	`withheld` text,
	PRIMARY KEY(`publication_id`, `place`),
	FOREIGN KEY (`publication_id`) REFERENCES `publications`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `published_figures_cut_idx` ON `published_figures` (`publication_id`,`cut`,`place`);--> statement-breakpoint
CREATE TABLE `run_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`kind` text NOT NULL,
	`parameter` text,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`lease_until` integer,
	`engine_version` text NOT NULL,
	`result` text,
	`error` text,
	`requested_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `run_checks_run_idx` ON `run_checks` (`run_id`,`kind`,`id`);--> statement-breakpoint
CREATE INDEX `run_checks_state_idx` ON `run_checks` (`state`,`lease_until`);