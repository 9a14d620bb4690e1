CREATE TABLE `bulletins` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`kind` text NOT NULL,
	`year` integer NOT NULL,
	`period` integer NOT NULL,
	`edition` integer NOT NULL,
	`title` text NOT NULL,
	`content` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`reason` text,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`published_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bulletins_period_idx` ON `bulletins` (`region_code`,`kind`,`year`,`period`,`edition`);--> statement-breakpoint
CREATE INDEX `bulletins_state_idx` ON `bulletins` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `task_reminders` (
	`subject` text NOT NULL,
	`kind` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`subject`, `kind`, `day`)
);
--> statement-breakpoint
CREATE TABLE `task_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`unit_name` text,
	`organisation_id` text,
	`leads` integer NOT NULL,
	`progress` integer NOT NULL,
	`text` text NOT NULL,
	`simulated` integer NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_reports_task_idx` ON `task_reports` (`task_id`,`id`);--> statement-breakpoint
CREATE INDEX `task_reports_at_idx` ON `task_reports` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `task_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`document` text NOT NULL,
	`year` integer,
	`lines` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_templates_name_idx` ON `task_templates` (`name`);